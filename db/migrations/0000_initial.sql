CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`org` text NOT NULL,
	`name` text,
	`email` text,
	`expires_on` text NOT NULL,
	`used_on` text
);
--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`user_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkey_user` ON `passkey` (`user_id`);--> statement-breakpoint
CREATE INDEX `passkey_credential` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`strong` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` text NOT NULL,
	`verified` integer,
	`failed_verification_count` integer,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `two_factor_secret` ON `two_factor` (`secret`);--> statement-breakpoint
CREATE INDEX `two_factor_user` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`two_factor_enabled` integer,
	`role` text NOT NULL,
	`org` text NOT NULL,
	`suspended_at` integer,
	`demo_as` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_demo_as_unique` ON `user` (`demo_as`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `cases` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`reference` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`kinds` text NOT NULL,
	`street` text,
	`channel` text NOT NULL,
	`received_on` text NOT NULL,
	`registered_on` text,
	`accepted_on` text,
	`assigned_on` text,
	`investigated_on` text,
	`closed_on` text,
	`assignee` text,
	`emergency_at` text,
	`proposed_by` text,
	`outcome` text,
	`remedied` text,
	`measures` text,
	`ground` text,
	`out_of_district` text,
	`matter_key` text,
	`national_platform_no` text,
	`summary` text NOT NULL,
	`clock` text,
	`due_by` text,
	`provisional` integer NOT NULL,
	`rank` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_id_unique` ON `cases` (`id`);--> statement-breakpoint
CREATE INDEX `cases_rank` ON `cases` (`rank`,`n`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`rank`);--> statement-breakpoint
CREATE INDEX `cases_assignee` ON `cases` (`assignee`,`rank`);--> statement-breakpoint
CREATE INDEX `cases_street` ON `cases` (`street`,`rank`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_matter` ON `cases` (`matter_key`) WHERE matter_key is not null;--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`actor` text,
	`at` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_subject_seq` ON `events` (`subject`,`seq`);--> statement-breakpoint
CREATE TABLE `guards` (
	`ok` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`event` text NOT NULL,
	`recipient` text NOT NULL,
	`channel` text NOT NULL,
	`notice` text NOT NULL,
	`reference` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`leased_until` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_once` ON `outbox` (`event`,`recipient`,`channel`);--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`state`,`leased_until`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`sha256` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`size` integer NOT NULL,
	`uploaded_on` text NOT NULL,
	`tip_id` text,
	`message_id` text,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_key_unique` ON `attachments` (`key`);--> statement-breakpoint
CREATE INDEX `attachments_tip` ON `attachments` (`tip_id`);--> statement-breakpoint
CREATE INDEX `attachments_orphan` ON `attachments` (`tip_id`,`uploaded_on`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`received_on` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`case_id` text NOT NULL,
	`from` text NOT NULL,
	`on` text NOT NULL,
	`text` text NOT NULL,
	`seq` integer NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `messages_case` ON `messages` (`case_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_order` ON `messages` (`tip_id`,`seq`);--> statement-breakpoint
CREATE TABLE `solved_challenges` (
	`signature` text PRIMARY KEY NOT NULL,
	`expires_on` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tips` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`receipt_hash` text NOT NULL,
	`case_id` text NOT NULL,
	`channel` text NOT NULL,
	`received_on` text NOT NULL,
	`kinds` text NOT NULL,
	`behaviours` text NOT NULL,
	`description` text NOT NULL,
	`occurred_on` text,
	`ongoing` integer,
	`address` text NOT NULL,
	`street` text,
	`lng` text,
	`lat` text,
	`crs` text,
	`cgcs_lng` text,
	`cgcs_lat` text,
	`accused` text,
	`reporter_mode` text NOT NULL,
	`notify_email` blob,
	`out_of_district` text,
	`emergencies` text NOT NULL,
	`commitment` blob NOT NULL,
	`commitment_secret` blob NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tips_reference_unique` ON `tips` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `tips_receipt_hash_unique` ON `tips` (`receipt_hash`);--> statement-breakpoint
CREATE INDEX `tips_case` ON `tips` (`case_id`);