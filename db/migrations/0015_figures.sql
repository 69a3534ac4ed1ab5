CREATE TABLE `period_counts` (
	`period` text NOT NULL,
	`version` integer NOT NULL,
	`counted` text NOT NULL,
	`hidden` text NOT NULL,
	PRIMARY KEY(`period`, `version`)
);
--> statement-breakpoint
CREATE INDEX `cases_received` ON `cases` (`received_on`);--> statement-breakpoint
CREATE INDEX `events_counted` ON `events` (`at`) WHERE type IN ('case.accepted', 'case.rejected', 'case.transferred', 'case.closed', 'case.urged', 'case.supervised', 'tip.identity-opened');