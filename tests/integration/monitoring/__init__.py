"""Programme monitoring through services and pages."""
