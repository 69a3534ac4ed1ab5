ALTER TABLE `tips` ADD `first_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `tips_first` ON `tips` (`first_hash`) WHERE first_hash is not null;