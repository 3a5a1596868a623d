"""What has a clock: approvals, prompts, schedules, in print."""
