ALTER TABLE `cases` ADD `publication` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `publish_at` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `published` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_publish` ON `cases` (`publish_at`) WHERE publish_at is not null;--> statement-breakpoint
CREATE INDEX `cases_unpublished` ON `cases` (`closed_on`,`n`) WHERE published = 0 and outcome is not null;