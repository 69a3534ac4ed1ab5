CREATE TABLE `case_views` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`name` text NOT NULL,
	`filters` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_views_name` ON `case_views` (`owner`,`name`);--> statement-breakpoint
CREATE TABLE `list_rows` (
	`number` text NOT NULL,
	`nth` integer NOT NULL,
	`digest` text NOT NULL,
	`case_id` text NOT NULL,
	`saved_on` text NOT NULL,
	PRIMARY KEY(`number`, `nth`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `list_rows_digest` ON `list_rows` (`number`,`digest`);