"""What keeps the desk safe: passwords, sessions, the token against forged requests, headers, who may do what."""
