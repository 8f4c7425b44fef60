"""From a referral to a decision: candidates, and the funnel of who was not admitted."""
