import { type Kysely, sql } from 'kysely'

/**
 * What may be searched, apart from what it is made of: one row a firm, need, product or machine, with its lexemes by
 * weight. All of it can be made again from the tables it was read from.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create text search configuration simple_unaccent (copy = simple)`.execute(db)
  await sql`
    alter text search configuration simple_unaccent
      alter mapping for hword, hword_part, word with unaccent, simple`.execute(db)
  await sql`
    create table search_document (
      kind text not null,
      id text not null,
      audience text not null,
      -- The organisation that sees it whatever its audience.
      owner uuid,
      until date,
      standing real not null,
      latitude double precision,
      longitude double precision,
      facets text[] not null,
      vector tsvector not null,
      document jsonb not null,
      constraint search_document_pkey primary key (kind, id),
      constraint search_document_kind_check check (kind in ('firm', 'need', 'product', 'machine')),
      constraint search_document_audience_check check (audience in ('public', 'members', 'operator')),
      constraint search_document_standing_check check (standing between 0 and 1)
      -- Vectors stay beside their rows, and rows that change on their page.
    ) with (toast_tuple_target = 4096, fillfactor = 85)`.execute(db)
  // Great circle, on a sphere of 6,371 km.
  await sql`
    create function search_kilometres(
      a_latitude double precision, a_longitude double precision, b_latitude double precision, b_longitude double precision
    ) returns double precision language sql immutable as $$
      select 12742 * asin(sqrt(least(1, sin(radians(b_latitude - a_latitude) / 2) ^ 2
        + cos(radians(a_latitude)) * cos(radians(b_latitude)) * sin(radians(b_longitude - a_longitude) / 2) ^ 2)))
    $$`.execute(db)
  await sql`create index search_document_vector on search_document using gin (vector)`.execute(db)
  // Words of names count A, of places B, of sentences C; `@` marks the words of names once more, for what is called so.
  await sql`
    create function search_vector(names text, places text, sentences text, lexemes tsvector)
      returns tsvector language sql stable as $$
      select setweight(to_tsvector('simple_unaccent', names) || to_tsvector('french_unaccent', names), 'A')
        || setweight(to_tsvector('simple_unaccent', places), 'B')
        || setweight(to_tsvector('simple_unaccent', sentences) || to_tsvector('french_unaccent', sentences), 'C')
        || coalesce((
          select string_agg(quote_literal('@' || lexeme) || ':1A', ' ')
          from unnest(to_tsvector('simple_unaccent', names))
        ), '')::tsvector
        || lexemes
    $$`.execute(db)
  await sql`
    create function search_words(document jsonb) returns text[] language sql stable as $$
      select tsvector_to_array(to_tsvector('simple_unaccent',
          concat_ws(' ', document -> 'title' ->> 'fr', document -> 'title' ->> 'en', document ->> 'places', document ->> 'sentences')))
        || array(select concept ->> 'lexeme' from jsonb_array_elements(document -> 'concepts') concept)
        || array(select '=' || code from jsonb_array_elements_text(document -> 'codes') code)
        || array['#kind/' || (document ->> 'kind')]
    $$`.execute(db)
  // The documents of some kinds that answer the first of several questions, each wider than the one before, until there
  // are enough. Rows come as they lie, the best profiles first after a rebuild, and no more are read than wanted. What so
  // many answer that the first pages hold enough of them is looked for there; all else by the index of lexemes alone,
  // since what is rare together, though common apart, would have all rows read.
  await sql`
    create function search_candidates(
      tiers tsquery[], broad integer[], asked_kinds text[], audiences text[], owners uuid[], today date,
      asked_latitude double precision, asked_longitude double precision, asked_kilometres double precision,
      enough integer, most integer
    ) returns table (kind text, id text, tier integer, standing real, vector tsvector)
    language plpgsql stable
    set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_custom_plan
    set max_parallel_workers_per_gather = 0 as $$
    declare
      found_ids text[] := '{}';
      -- Nearly all documents are firms: asking for them by a lexeme would have all its places read.
      these_kinds tsquery := case when 'firm' = any (asked_kinds) then ''::tsquery
        else (select string_agg(quote_literal('#kind/' || asked), ' | ') from unnest(asked_kinds) asked)::tsquery end;
      question tsquery;
      -- Some 1,500 rows.
      first_pages constant tid := '(300,0)';
      until_page tid;
    begin
      for position in 1 .. cardinality(tiers) loop
        question := tiers[position] && these_kinds;
        tier := position;
        -- Broad 0: by the index. 1: within the first pages, and by the index where these are not enough. 2: there alone.
        for look in (case when broad[position] > 0 then 1 else 2 end) .. (case when broad[position] = 2 then 1 else 2 end) loop
          until_page := case when look = 1 then first_pages end;
          for kind, id, standing, vector in
            -- Joined with nothing: a vector that is kept aside is fetched once, and not for each look at it.
            select d.kind, d.id, d.standing, d.vector || ''::tsvector from search_document d
            where d.vector @@ question
              and (until_page is null or d.ctid < until_page)
              and d.kind = any (asked_kinds)
              and (d.audience = any (audiences) or d.owner = any (owners))
              and (d.until is null or d.until >= today)
              and (asked_kilometres is null
                or search_kilometres(d.latitude, d.longitude, asked_latitude, asked_longitude) <= asked_kilometres)
              and d.id <> all (found_ids)
            limit most - cardinality(found_ids)
          loop
            found_ids := found_ids || id;
            return next;
          end loop;
          exit when cardinality(found_ids) >= enough;
        end loop;
        exit when cardinality(found_ids) >= enough;
      end loop;
    end $$`.execute(db)
  // Every lexeme that is a word as people write it, a code or a thing of the catalogue: how many documents have it, by
  // who may read them. What is misspelt is looked for here, and how telling a word is.
  await sql`
    create table search_word (
      word text not null,
      audience text not null,
      documents integer not null,
      constraint search_word_pkey primary key (word, audience)
    )`.execute(db)
  await sql`create index search_word_prefix on search_word (word text_pattern_ops)`.execute(db)
  await sql`create index search_word_trigram on search_word using gin (word gin_trgm_ops)
    where word !~ '[^[:alpha:]]'`.execute(db)
  // Where each index has got to in the event log. A lease keeps two servers from writing one index at a time.
  await sql`
    create table search_cursor (
      index_name text primary key,
      transaction_id xid8 not null,
      event_id bigint not null,
      -- What the documents were made with; another version makes them all again. Empty: never made.
      version text not null,
      lease uuid,
      leased_until timestamptz,
      moved_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    insert into search_cursor (index_name, transaction_id, event_id, version)
    values ('postgres', '0', 0, ''), ('postgres-rebuild', '0', 0, ''),
      ('meilisearch', '0', 0, ''), ('meilisearch-rebuild', '0', 0, '')`.execute(db)
}
