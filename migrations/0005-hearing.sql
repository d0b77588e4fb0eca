-- Up to when, by Slack's clock, events or comparisons have told of what was written: no clock of ours can make it wrong.
ALTER TABLE hearing ADD COLUMN told_to BIGINT;
INSERT INTO hearing (team, told_to)
  SELECT team, (SELECT max(received_at) FROM inbox WHERE source = 'event') FROM rooms WHERE true GROUP BY team
  ON CONFLICT (team) DO UPDATE SET told_to = excluded.told_to;
