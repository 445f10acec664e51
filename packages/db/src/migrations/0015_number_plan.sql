-- The numbers of digits alone, by their length: in the order in which they are counted, whatever the database's collation.
create index extensions_plan on extensions (tenant_id, length(extension_number), extension_number collate "C")
  where extension_number ~ '^[0-9]+$';
create index queues_plan on queues (tenant_id, length(queue_number), queue_number collate "C")
  where queue_number ~ '^[0-9]+$';
