CREATE TABLE `part_tips` (
	`case_id` text NOT NULL,
	`tip_id` text NOT NULL,
	PRIMARY KEY(`case_id`, `tip_id`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `part_tips_tip` ON `part_tips` (`tip_id`);--> statement-breakpoint
ALTER TABLE `cases` ADD `extended_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `extension_days` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `extension_reason` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `superior_by` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `urged_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `supervised_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `supervision_ground` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `returned_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `transferred_to` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `closed_by` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `replied_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `satisfied` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `review_requested_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `reviewed_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `reviewed_by` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `review_decision` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `recheck_requested_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `recheck_decision` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `merged_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `state_before` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `split_from` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `emergency_grade` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `emergency_stage` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `enforcement_stage` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `enforcement_on` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `enforcement_no` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `enforcement_extended` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `partners` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `recused` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `escalations` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `escalate_at` text;--> statement-breakpoint
CREATE INDEX `cases_escalate` ON `cases` (`escalate_at`) WHERE escalate_at is not null;--> statement-breakpoint
CREATE INDEX `cases_merged` ON `cases` (`merged_into`) WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX `cases_split` ON `cases` (`split_from`) WHERE split_from is not null;--> statement-breakpoint
CREATE INDEX `cases_joint` ON `cases` (`id`) WHERE partners <> '[]';--> statement-breakpoint
-- When a case was answered is known from its history only; the right to ask for a review runs from there.
UPDATE cases SET replied_on = (SELECT substr(max(at), 1, 10) FROM events WHERE subject = 'case:' || cases.id AND type = 'case.replied');
--> statement-breakpoint
UPDATE cases SET closed_by = (SELECT actor FROM events WHERE subject = 'case:' || cases.id AND type = 'case.closed' ORDER BY seq DESC LIMIT 1);
--> statement-breakpoint
-- An emergency that was accepted had been looked at: until now accepting it answered its clock.
UPDATE cases SET emergency_stage = 'first' WHERE emergency_at IS NOT NULL AND accepted_on IS NOT NULL;
--> statement-breakpoint
-- To be looked at once: which part of their limits is over was never written down.
UPDATE cases SET escalate_at = '' WHERE due_by IS NOT NULL;
