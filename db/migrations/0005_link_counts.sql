CREATE TRIGGER record_links_counted AFTER INSERT ON record_links BEGIN
	INSERT INTO link_counts(relation, target, kind, total) VALUES (new.relation, new.target, new.kind, 1)
	ON CONFLICT(relation, target, kind) DO UPDATE SET total = total + 1;
END;
--> statement-breakpoint
CREATE TRIGGER record_links_uncounted AFTER DELETE ON record_links BEGIN
	UPDATE link_counts SET total = total - 1
	WHERE relation = old.relation AND target = old.target AND kind = old.kind;
END;
