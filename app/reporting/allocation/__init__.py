"""From participant to euro: what a month of participation costs."""
