CREATE TABLE `redactions` (
	`id` text PRIMARY KEY NOT NULL,
	`attachment_id` text NOT NULL,
	`key` text NOT NULL,
	`sha256` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`size` integer NOT NULL,
	`boxes` text NOT NULL,
	`state` text NOT NULL,
	`drawn_by` text NOT NULL,
	`drawn_on` text NOT NULL,
	`decided_by` text,
	`decided_on` text,
	FOREIGN KEY (`attachment_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redactions_key_unique` ON `redactions` (`key`);--> statement-breakpoint
CREATE INDEX `redactions_photo` ON `redactions` (`attachment_id`);