"""The pages: read the selection, ask for exhibits, show them. Only this layer knows Streamlit."""
