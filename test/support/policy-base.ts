/** The smallest file with one of everything; line numbers in the tests count in it. */
export const BASE = `calendars:
  office:
    zone: Europe/Berlin
    week:
      mon: ["09:00-17:00"]
      tue: ["09:00-12:00", "13:00-17:00"]
    holidays: ["2026-12-25", "01-01"]
    special: { "2026-11-27": ["09:00-13:00"] }
policies:
  premium:
    calendar: office
    warn_at: 75
    targets:
      S1: { first_response: 30m, resolution: 4h }
teams:
  core:
    name: Core team
    zone: Europe/Berlin
    triage: [slack:C0TRIAGE, discord:900]
    agents:
      - { name: Alice, is: [slack:U0ALICE, discord:111] }
      - { name: Dana, is: [slack:U0DANA], lead: true }
    agent_groups:
      - { group: slack:S0SUPPORT }
    digest: { at: "09:30", days: [fri, mon], to_leads: true }
channels:
  - place: slack:C0ACME
    account: Acme
    team: core
    policy: premium
    mode: card
`;
