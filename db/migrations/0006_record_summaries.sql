CREATE TABLE `record_summaries` (
	`n` integer PRIMARY KEY NOT NULL,
	`summary` text NOT NULL
);
