"""The playbook: techniques with what to say and what to check, and what came of each."""
