import { type Kysely, sql } from 'kysely'

/**
 * Rows that are read while one types hold what is compared alone: what is shown of them lies aside, and needs, products and
 * machines, which are few, have an index of their own. Rows of before lie as they did until the index is made anew, which
 * `documentVersion` has the next start do.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // What is shown goes aside first, uncompressed; what is compared stays, and is read as it lies.
  await sql`
    alter table search_document alter column document set storage external,
      alter column vector set storage main, alter column facets set storage main, alter column capacity set storage main`.execute(
    db,
  )
  await sql`alter table search_document set (toast_tuple_target = 2048)`.execute(db)
  await sql`create index search_document_others on search_document using gin (vector) where kind <> 'firm'`.execute(
    db,
  )
  // The first of some questions, each wider than the one before, that a document answers.
  await sql`
    create function search_tier(vector tsvector, tiers tsquery[]) returns integer
      language sql immutable parallel safe as $$
      select case when vector @@ tiers[1] then 1 when vector @@ tiers[2] then 2 when vector @@ tiers[3] then 3
        when vector @@ tiers[4] then 4 when vector @@ tiers[5] then 5 when vector @@ tiers[6] then 6
        when vector @@ tiers[7] then 7 when vector @@ tiers[8] then 8 when vector @@ tiers[9] then 9
        when vector @@ tiers[10] then 10 end
    $$`.execute(db)
  // Who may read a document, and what else is asked of it but its words.
  await sql`
    create function search_allows(
      audience text, owner uuid, until date, latitude double precision, longitude double precision, capacity jsonb,
      audiences text[], owners uuid[], today date,
      asked_latitude double precision, asked_longitude double precision, asked_kilometres double precision,
      asked_family text, asked_weeks integer, asked_weekly integer
    ) returns boolean language sql immutable parallel safe as $$
      select (audience = any (audiences) or owner = any (owners))
        and (until is null or until >= today)
        and (asked_kilometres is null
          or search_kilometres(latitude, longitude, asked_latitude, asked_longitude) <= asked_kilometres)
        and (asked_family is null or search_weekly(capacity, asked_family, asked_weeks) >= asked_weekly)
    $$`.execute(db)
  await sql`
    drop function search_candidates(tsquery[], integer[], text[], text[], uuid[], date, double precision, double precision,
      double precision, text, integer, integer, integer, integer)`.execute(db)
  // As it was (20261129_70_search_by_capacity), but that the index is asked for the rarest parts of a question alone
  // (`leads`), once for the tiers in a row that have them in common; all else is compared in the few rows that have these.
  await sql`
    create function search_candidates(
      tiers tsquery[], leads tsquery[], broad integer[], asked_kinds text[], audiences text[], owners uuid[], today date,
      asked_latitude double precision, asked_longitude double precision, asked_kilometres double precision,
      asked_family text, asked_weeks integer, asked_weekly integer,
      enough integer, most integer
    ) returns table (kind text, id text, tier integer, standing real, vector tsvector)
    language plpgsql stable
    set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_generic_plan
    set max_parallel_workers_per_gather = 0 as $$
    declare
      found_ids text[] := '{}';
      first integer := 0;
      last integer;
      question tsquery;
      these tsquery[];
      led tid[];
      -- More rows than this with what is rare in a question: the index is then asked for all of it after all.
      most_led constant integer := 300;
      all_until integer := 0;
      -- Some 1,200 rows.
      first_pages constant tid := '(300,0)';
    begin
      if 'firm' <> all (asked_kinds) then
        -- They are few: what any tier asks for, at once.
        question := (select string_agg('(' || asked::text || ')', ' | ')::tsquery from unnest(tiers) asked);
        return query
          select d.kind, d.id, search_tier(d.vector, tiers), d.standing, d.vector from search_document d
          where d.vector @@ question and d.kind <> 'firm' and d.kind = any (asked_kinds)
            and search_allows(d.audience, d.owner, d.until, d.latitude, d.longitude, d.capacity, audiences,
              owners, today, asked_latitude, asked_longitude, asked_kilometres, asked_family, asked_weeks, asked_weekly)
          order by 3, d.standing desc, d.id limit most;
        return;
      end if;
      while first < cardinality(tiers) and cardinality(found_ids) < enough loop
        first := first + 1;
        last := first;
        question := tiers[first];
        -- Broad 1: within the first pages, and by the index where these are not enough. 2: there alone.
        if broad[first] > 0 then
          for kind, id, tier, standing, vector in
            select d.kind, d.id, first, d.standing, d.vector from search_document d
            -- By the function, which no index answers.
            where d.ctid < first_pages and ts_match_vq(d.vector, question) and d.kind = 'firm' and d.id <> all (found_ids)
              and search_allows(d.audience, d.owner, d.until, d.latitude, d.longitude, d.capacity, audiences,
                owners, today, asked_latitude, asked_longitude, asked_kilometres, asked_family, asked_weeks, asked_weekly)
            limit most - cardinality(found_ids)
          loop
            found_ids := found_ids || id;
            return next;
          end loop;
          continue when broad[first] = 2 or cardinality(found_ids) >= enough;
        end if;
        if leads[first] is not null and first > all_until then
          while broad[first] = 0 and broad[last + 1] = 0 and leads[last + 1] = leads[first] loop
            last := last + 1;
          end loop;
          these := tiers[first:last];
          led := array(select d.ctid from search_document d where d.vector @@ leads[first] limit most_led);
          if cardinality(led) < most_led then
            for kind, id, tier, standing, vector in
              select d.kind, d.id, first - 1 + search_tier(d.vector, these), d.standing, d.vector from search_document d
              where d.ctid = any (led) and search_tier(d.vector, these) is not null and d.kind = 'firm' and d.id <> all (found_ids)
                and search_allows(d.audience, d.owner, d.until, d.latitude, d.longitude, d.capacity, audiences,
                  owners, today, asked_latitude, asked_longitude, asked_kilometres, asked_family, asked_weeks, asked_weekly)
              order by 3, d.ctid limit most - cardinality(found_ids)
            loop
              found_ids := found_ids || id;
              return next;
            end loop;
            first := last;
            continue;
          end if;
          all_until := last;
        end if;
        -- Rows come as they lie, the best profiles first after a rebuild: no more are read than wanted.
        for kind, id, tier, standing, vector in
          select d.kind, d.id, first, d.standing, d.vector from search_document d
          where d.vector @@ question and d.kind = 'firm' and d.id <> all (found_ids)
            and search_allows(d.audience, d.owner, d.until, d.latitude, d.longitude, d.capacity, audiences,
              owners, today, asked_latitude, asked_longitude, asked_kilometres, asked_family, asked_weeks, asked_weekly)
          limit most - cardinality(found_ids)
        loop
          found_ids := found_ids || id;
          return next;
        end loop;
      end loop;
    end $$`.execute(db)
}
