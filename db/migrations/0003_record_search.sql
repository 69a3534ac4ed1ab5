-- Search over what is published: names, codes and pinyin initials beside the text, all as character bigrams.
CREATE VIRTUAL TABLE record_search USING fts5(title, names, body, tokenize = 'unicode61');
--> statement-breakpoint
INSERT INTO record_search(record_search, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
-- Whole names and codes, folded: an exact one comes first.
CREATE TABLE record_names(name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (name, n)) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX record_names_n ON record_names(n);
