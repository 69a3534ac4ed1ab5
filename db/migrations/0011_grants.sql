CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`org` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`state` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` text NOT NULL,
	`expires_on` text NOT NULL,
	`settled_by` text,
	`settled_at` text,
	CONSTRAINT "grant_never_to_self" CHECK(user_id <> proposed_by),
	CONSTRAINT "grant_by_two" CHECK(state <> 'confirmed' OR (settled_by IS NOT NULL AND settled_by <> proposed_by AND settled_by <> user_id))
);
--> statement-breakpoint
CREATE INDEX `grants_waiting` ON `grants` (`state`,`proposed_at`);--> statement-breakpoint
ALTER TABLE `invitations` ADD `grant_id` text;--> statement-breakpoint
ALTER TABLE `user` ADD `role_since` text;