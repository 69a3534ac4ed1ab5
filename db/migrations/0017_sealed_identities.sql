CREATE TABLE `drills` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient_id` text NOT NULL,
	`answer_hash` text NOT NULL,
	`begun_by` text NOT NULL,
	`begun_on` text NOT NULL,
	`answered_by` text,
	`answered_on` text,
	FOREIGN KEY (`recipient_id`) REFERENCES `recipients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `drills_recipient` ON `drills` (`recipient_id`);--> statement-breakpoint
CREATE TABLE `envelopes` (
	`tip_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`sealed_by` text NOT NULL,
	`sealed_on` text NOT NULL,
	`recipients` text,
	`binding` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `openings` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`reason` text NOT NULL,
	`text` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`approved` integer DEFAULT false NOT NULL,
	`opened_at` integer,
	`opened_on` text,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "openings_two_persons" CHECK("openings"."decided_by" IS NULL OR "openings"."decided_by" <> "openings"."asked_by"),
	CONSTRAINT "openings_approved_first" CHECK("openings"."opened_at" IS NULL OR ("openings"."approved" = 1 AND "openings"."decided_by" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `openings_tip` ON `openings` (`tip_id`);--> statement-breakpoint
CREATE INDEX `openings_asked` ON `openings` (`asked_at`);--> statement-breakpoint
CREATE INDEX `openings_day` ON `openings` (`opened_on`) WHERE opened_on is not null;--> statement-breakpoint
CREATE TABLE `recipients` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`officer` text,
	`label` text,
	`wrapped` text,
	`added_by` text NOT NULL,
	`added_on` text NOT NULL,
	`confirmed_by` text,
	`valid_from` text,
	`retired_by` text,
	`retired_on` text,
	CONSTRAINT "recipients_two_persons" CHECK("recipients"."confirmed_by" IS NULL OR "recipients"."confirmed_by" <> "recipients"."added_by"),
	CONSTRAINT "recipients_owner" CHECK(("recipients"."kind" = 'officer') = ("recipients"."officer" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recipients_recipient_unique` ON `recipients` (`recipient`);--> statement-breakpoint
CREATE TABLE `rewraps` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`approved_by` text,
	`approved_at` integer,
	`finished_at` integer,
	CONSTRAINT "rewraps_two_persons" CHECK("rewraps"."approved_by" IS NULL OR "rewraps"."approved_by" <> "rewraps"."asked_by")
);
