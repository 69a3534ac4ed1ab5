CREATE TABLE `log_checkpoints` (
	`size` integer PRIMARY KEY NOT NULL,
	`root` blob NOT NULL,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_checks` (
	`on` text PRIMARY KEY NOT NULL,
	`ok` integer NOT NULL,
	`findings` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_covers` (
	`idx` integer PRIMARY KEY NOT NULL,
	`secret` blob NOT NULL,
	`open_on` text NOT NULL,
	`opened` integer
);
--> statement-breakpoint
CREATE INDEX `log_covers_due` ON `log_covers` (`open_on`) WHERE opened is null;--> statement-breakpoint
CREATE TABLE `log_leaves` (
	`idx` integer PRIMARY KEY NOT NULL,
	`entry` blob NOT NULL,
	`hash` blob NOT NULL,
	`publication` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_leaves_publication_unique` ON `log_leaves` (`publication`);--> statement-breakpoint
CREATE TABLE `log_state` (
	`one` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`vkey` text NOT NULL,
	`until` text,
	`size` integer NOT NULL,
	`publication` integer NOT NULL,
	`slot` text NOT NULL,
	`day` text NOT NULL,
	`event` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_tiles` (
	`level` integer NOT NULL,
	`idx` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`level`, `idx`)
);
--> statement-breakpoint
CREATE TABLE `log_tips` (
	`tip` text PRIMARY KEY NOT NULL,
	`idx` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_tips_idx_unique` ON `log_tips` (`idx`);