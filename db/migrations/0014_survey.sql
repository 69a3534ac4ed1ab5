ALTER TABLE `cases` ADD `reopening_asked_on` text;--> statement-breakpoint
CREATE TABLE `survey_answers` (
	`tip_id` text NOT NULL,
	`replied_on` text NOT NULL,
	`answer` text NOT NULL,
	`first_on` text NOT NULL,
	`changed_on` text NOT NULL,
	`decided_on` text,
	PRIMARY KEY(`tip_id`, `replied_on`),
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `survey_replied` ON `survey_answers` (`replied_on`);--> statement-breakpoint
CREATE INDEX `cases_unsolved` ON `cases` (`reopening_asked_on`) WHERE reopening_asked_on is not null;