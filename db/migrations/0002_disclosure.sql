CREATE TABLE `disclosures` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`party` text NOT NULL,
	`year` integer,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`published_revision` integer,
	`data` text NOT NULL,
	`entered_by` text NOT NULL,
	`signed_by` text,
	`returned` integer NOT NULL,
	`reasons` text NOT NULL,
	`changed` text,
	`basis` text,
	`created_on` text NOT NULL,
	`submitted_on` text,
	`signed_on` text,
	`published_on` text
);
--> statement-breakpoint
CREATE INDEX `disclosures_party` ON `disclosures` (`party`,`kind`);--> statement-breakpoint
CREATE INDEX `disclosures_state` ON `disclosures` (`state`,`signed_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `disclosures_period` ON `disclosures` (`party`,`kind`,`year`) WHERE year is not null and state not in ('withdrawn', 'abandoned');--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`revision` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_on` text NOT NULL,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_key_unique` ON `files` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `files_name` ON `files` (`disclosure_id`,`revision`,`name`);--> statement-breakpoint
CREATE TABLE `publications` (
	`position` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`published_on` text NOT NULL,
	`record` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publications_version` ON `publications` (`kind`,`id`,`version`);--> statement-breakpoint
CREATE TABLE `published` (
	`n` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`withdrawn` integer NOT NULL,
	`party` text,
	`year` integer,
	`first_published_on` text NOT NULL,
	`first_filed_on` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `published_record` ON `published` (`kind`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `published_ordinal` ON `published` (`kind`,`ordinal`);--> statement-breakpoint
CREATE INDEX `published_position` ON `published` (`position`);--> statement-breakpoint
CREATE INDEX `published_party` ON `published` (`party`,`kind`,`year`);--> statement-breakpoint
CREATE TABLE `record_links` (
	`relation` text NOT NULL,
	`target` text NOT NULL,
	`kind` text NOT NULL,
	`ordinal` integer NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`relation`, `target`, `kind`, `ordinal`)
);
--> statement-breakpoint
CREATE INDEX `record_links_record` ON `record_links` (`kind`,`id`);--> statement-breakpoint
CREATE TABLE `replays` (
	`target` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`as_of` text NOT NULL
);
