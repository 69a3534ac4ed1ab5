CREATE TABLE `instance` (
	`one` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`demo` integer NOT NULL,
	`keys` text NOT NULL
);
