import { type Kysely, sql } from 'kysely'

/** What firms have: a profile is one aggregate with its machines, people, materials, certificates and calendar. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile (
      organisation_id uuid primary key references organisation (id) on delete cascade,
      activity text not null default '',
      audience text not null default 'members',
      willing text[] not null default '{}',
      unwilling text[] not null default '{}',
      minimum_order integer,
      usual_lead_days integer,
      confirmed_at timestamptz,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      search tsvector generated always as (to_tsvector('french_unaccent', activity)) stored not null,
      constraint profile_audience_check check (audience in ('public', 'members', 'operator')),
      constraint profile_minimum_order_check check (minimum_order > 0),
      constraint profile_usual_lead_days_check check (usual_lead_days >= 0)
    )`.execute(db)
  await sql`create index profile_search_index on profile using gin (search)`.execute(db)
  await sql`
    create table machine (
      id uuid primary key,
      site_id uuid not null references site (id) on delete cascade,
      type text not null,
      count integer not null,
      hours_per_week real not null,
      position integer not null default 0,
      constraint machine_count_check check (count > 0),
      constraint machine_hours_per_week_check check (hours_per_week between 0 and 168)
    )`.execute(db)
  await sql`create index machine_site_id_index on machine (site_id, position)`.execute(db)
  await sql`
    create table workforce (
      id uuid primary key,
      site_id uuid not null references site (id) on delete cascade,
      trade text not null,
      people integer not null,
      hours_per_week real not null,
      position integer not null default 0,
      constraint workforce_people_check check (people > 0),
      constraint workforce_hours_per_week_check check (hours_per_week between 0 and 60)
    )`.execute(db)
  await sql`create index workforce_site_id_index on workforce (site_id, position)`.execute(db)
  await sql`
    create table worked_material (
      organisation_id uuid not null references organisation (id) on delete cascade,
      family text not null,
      constraint worked_material_pkey primary key (organisation_id, family)
    )`.execute(db)
  await sql`
    create table certificate (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      norm text not null,
      edition text,
      item text,
      number text,
      valid_until date,
      status text not null default 'declared',
      position integer not null default 0,
      constraint certificate_status_check check (status in ('declared', 'verified', 'refused', 'expired'))
    )`.execute(db)
  await sql`create index certificate_organisation_id_index on certificate (organisation_id, position)`.execute(
    db,
  )
  await sql`
    create table availability (
      organisation_id uuid not null references organisation (id) on delete cascade,
      week date not null,
      share real not null,
      constraint availability_pkey primary key (organisation_id, week),
      constraint availability_week_check check (extract(isodow from week) = 1),
      constraint availability_share_check check (share between 0 and 3)
    )`.execute(db)
  // Kept apart from the profile: only the firm itself and the operator may ever read it.
  await sql`
    create table distress (
      organisation_id uuid primary key references organisation (id) on delete cascade,
      activity_lost_percent integer not null,
      jobs integer not null,
      jobs_at_risk integer not null,
      constraint distress_activity_lost_percent_check check (activity_lost_percent between 0 and 100),
      constraint distress_jobs_check check (jobs >= 0),
      constraint distress_jobs_at_risk_check check (jobs_at_risk between 0 and jobs)
    )`.execute(db)
}
