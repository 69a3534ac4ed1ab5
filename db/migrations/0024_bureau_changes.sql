CREATE TABLE `bureau_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer,
	`change` text NOT NULL,
	`touches` text NOT NULL,
	`shown` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` text NOT NULL,
	`expires_on` text NOT NULL,
	`settled_by` text,
	`settled_at` text,
	CONSTRAINT "bureau_change_by_two" CHECK(state <> 'confirmed' OR (seq IS NOT NULL AND settled_by IS NOT NULL AND settled_by <> proposed_by)),
	CONSTRAINT "bureau_change_in_order" CHECK(state = 'confirmed' OR seq IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bureau_changes_order` ON `bureau_changes` (`seq`);