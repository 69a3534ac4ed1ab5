ALTER TABLE `tips` ADD `sub_kinds` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `occurred_to` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `recurrence` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `functional_zone` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `answers` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `demand` text;--> statement-breakpoint
CREATE INDEX `tips_received` ON `tips` (`received_on`);