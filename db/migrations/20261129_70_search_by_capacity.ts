import { type Kysely, sql } from 'kysely'

/**
 * How much a firm could make, beside what: by family, units a week from now on and from each week on in which its changes
 * are made. Documents of before have none until the index is made anew, which it is at the next start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table search_document add column capacity jsonb not null default '{}'`.execute(db)
  await sql`alter table search_document alter column capacity drop default`.execute(db)
  // Units a week of a family so many weeks from now; the last week that is told goes on.
  await sql`
    create function search_weekly(capacity jsonb, family text, weeks integer) returns integer
      language sql immutable parallel safe as $$
      select coalesce((capacity -> family ->> weeks)::integer, (capacity -> family ->> -1)::integer, 0)
    $$`.execute(db)
  await sql`
    drop function search_candidates(tsquery[], integer[], text[], text[], uuid[], date, double precision, double precision,
      double precision, integer, integer)`.execute(db)
  // As it was (20261129_03_create_search), with the weekly units that are asked for, where any are.
  await sql`
    create function search_candidates(
      tiers tsquery[], broad integer[], asked_kinds text[], audiences text[], owners uuid[], today date,
      asked_latitude double precision, asked_longitude double precision, asked_kilometres double precision,
      asked_family text, asked_weeks integer, asked_weekly integer,
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
              and (asked_family is null or search_weekly(d.capacity, asked_family, asked_weeks) >= asked_weekly)
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
}
