"""The contribution form: a draft in, a draft out, one named step at a time."""
