CREATE TABLE `header_checks` (
	`tip_id` text NOT NULL,
	`recipient_id` text NOT NULL,
	`binding` text NOT NULL,
	`opens` integer NOT NULL,
	`checked_by` text NOT NULL,
	`checked_on` text NOT NULL,
	PRIMARY KEY(`tip_id`, `recipient_id`),
	FOREIGN KEY (`tip_id`) REFERENCES `envelopes`(`tip_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recipient_id`) REFERENCES `recipients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `header_checks_unopened` ON `header_checks` (`checked_on`) WHERE not opens;