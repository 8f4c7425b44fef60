"""What happens to deliveries of programme monitoring; services flush and never commit."""
