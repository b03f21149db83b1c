"""The desk of a mayor's office: questions that wait, answers that are written and signed."""
