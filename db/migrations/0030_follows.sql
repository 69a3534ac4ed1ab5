CREATE TABLE `followers` (
	`id` text PRIMARY KEY NOT NULL,
	`address_hash` text NOT NULL,
	`email` blob NOT NULL,
	`end_hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `followers_address_hash_unique` ON `followers` (`address_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `followers_end_hash_unique` ON `followers` (`end_hash`);--> statement-breakpoint
CREATE TABLE `follows` (
	`follower_id` text NOT NULL,
	`subject` text NOT NULL,
	`token_hash` text NOT NULL,
	`asked_on` text NOT NULL,
	`confirmed_on` text,
	`since` integer,
	PRIMARY KEY(`follower_id`, `subject`),
	FOREIGN KEY (`follower_id`) REFERENCES `followers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follows_token` ON `follows` (`token_hash`);--> statement-breakpoint
CREATE INDEX `follows_subject` ON `follows` (`subject`);--> statement-breakpoint
CREATE INDEX `follows_unconfirmed` ON `follows` (`asked_on`) WHERE confirmed_on is null;