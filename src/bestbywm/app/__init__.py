"""The pages: reads the selection, asks for exhibits, shows them. Only this layer knows Streamlit."""
