ALTER TABLE `rewraps` ADD `opened_with` text DEFAULT 'officer' NOT NULL;--> statement-breakpoint
ALTER TABLE `rewraps` ADD `resealed` integer DEFAULT 0 NOT NULL;