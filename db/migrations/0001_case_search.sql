-- Search over character bigrams (domain/search.ts): two-character Chinese words are found by index.
CREATE VIRTUAL TABLE case_search USING fts5(text, tokenize = 'unicode61');
--> statement-breakpoint
-- What is deleted leaves nothing behind in the index.
INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 1);
