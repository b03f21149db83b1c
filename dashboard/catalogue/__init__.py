"""The domain; nothing here knows of Streamlit."""
