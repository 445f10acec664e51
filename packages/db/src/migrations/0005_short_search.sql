-- Search by any part of a text, of one character or many. Every four characters in a row are one word of the index, shorter at the
-- end, and the tenant is one more: a pattern of up to three characters is the beginning of words, a longer one is several words.
create function search_words(tenant_id bigint, search_text text) returns tsvector
  language plpgsql immutable strict parallel safe cost 1000 as $$
begin
  return array_to_tsvector(
    array(select substr(search_text, place, 4) from generate_series(1, length(search_text)) place) || (E'\x1e' || tenant_id)
  );
end $$;

-- Of every tenant when it is null. The words of a long pattern may also stand in another order: what is found must be looked at.
create function search_pattern(tenant_id bigint, pattern text) returns tsquery
  language plpgsql immutable parallel safe as $$
declare
  words text;
begin
  select string_agg('''' || replace(replace(substr(pattern, place, 4), '\', '\\'), '''', '''''') || '''', '&') into words
  from generate_series(1, greatest(length(pattern) - 3, 1)) place;
  return concat(words, case when length(pattern) < 4 then ':*' end, '&''' || E'\x1e' || tenant_id || '''')::tsquery;
end $$;

drop index extensions_search;
-- What waits to be merged is searched row by row, so less may wait than usual.
create index extensions_search on extensions using gin (search_words(tenant_id, search_text)) with (gin_pending_list_limit = 1024);

-- With the text, so that looking through the newest for what is frequent reads the index alone.
drop index extensions_newest;
create index extensions_newest on extensions (created_at desc, id desc) include (search_text);
