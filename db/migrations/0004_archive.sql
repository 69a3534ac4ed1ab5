CREATE TABLE `late_duties` (
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`due_on` text NOT NULL,
	`name` text NOT NULL,
	`duty` text NOT NULL,
	PRIMARY KEY(`code`, `kind`, `year`)
);
--> statement-breakpoint
CREATE INDEX `late_duties_due` ON `late_duties` (`due_on`,`code`,`kind`);--> statement-breakpoint
CREATE TABLE `late_state` (
	`one` integer PRIMARY KEY NOT NULL,
	`as_of` text NOT NULL,
	`rules` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `link_counts` (
	`relation` text NOT NULL,
	`target` text NOT NULL,
	`kind` text NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`relation`, `target`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `published_kind` ON `published` (`kind`,`position`);