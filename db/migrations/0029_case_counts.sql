CREATE INDEX `cases_count` ON `cases` (`state`,`recused`);--> statement-breakpoint
CREATE INDEX `cases_count_assigned` ON `cases` (`assignee`,`state`,`recused`);