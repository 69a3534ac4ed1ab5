CREATE TABLE `public_photos` (
	`number` text NOT NULL,
	`sha256` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`number`, `sha256`)
);
--> statement-breakpoint
CREATE INDEX `public_photos_key` ON `public_photos` (`key`);