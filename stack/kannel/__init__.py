"""How does Kannel run here? Its configuration, and an operator's SMS centre to test against."""
