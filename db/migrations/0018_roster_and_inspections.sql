CREATE TABLE `inspections` (
	`id` text PRIMARY KEY NOT NULL,
	`place` text NOT NULL,
	`place_id` text,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`street` text NOT NULL,
	`point` text,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`org` text NOT NULL,
	`user_id` text,
	`cancelled` integer DEFAULT false NOT NULL,
	`checked_at` text,
	`checked_by` text,
	`photo` text,
	`position` text,
	`result` text,
	`note` text,
	`case_id` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inspections_due` ON `inspections` (`checked_at`,`to_on`);--> statement-breakpoint
CREATE TABLE `grids` (
	`id` text PRIMARY KEY NOT NULL,
	`street` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`words` text NOT NULL,
	`boundary` text,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grids_code` ON `grids` (`code`,`valid_from`);--> statement-breakpoint
CREATE INDEX `grids_street` ON `grids` (`street`);--> statement-breakpoint
CREATE TABLE `shifts` (
	`id` text PRIMARY KEY NOT NULL,
	`scope` text NOT NULL,
	`user_id` text NOT NULL,
	`from_at` text NOT NULL,
	`to_at` text NOT NULL,
	`note` text,
	`handed_over_at` text,
	`acknowledged_by` text,
	`acknowledged_at` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shift_forward" CHECK(from_at < to_at)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shifts_once` ON `shifts` (`scope`,`user_id`,`from_at`,`to_at`);--> statement-breakpoint
CREATE INDEX `shifts_until` ON `shifts` (`to_at`);--> statement-breakpoint
ALTER TABLE `cases` ADD `grid` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `reached` text;--> statement-breakpoint
ALTER TABLE `attachments` ADD `inspection_id` text;