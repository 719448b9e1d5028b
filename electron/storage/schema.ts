/**
 * Tables and columns that the migrations give together; a test compares. Written down because computing them would cost
 * each start the making of a database in memory.
 */
export const currentSchema: Readonly<Record<string, string>> = {
  access: 'id parameters wrapped_key sealed idle_minutes unfinished earlier',
  cells: 'submission_id form cell kind text',
  collections: 'id title school_year edition target_profiles due_date methods',
  edit_log: 'id submission_id revision at origin form cell old_kind old_text new_kind new_text operator',
  events: 'id at operator submission_id kind about old_text new_text',
  explanations: 'submission_id finding text cell_values at exception',
  exports: 'id submission_id revision at version edition_version folder file_name hash operator what',
  imports: 'id submission_id revision at origin file_name hash accepted refused operator',
  operators: 'id name duty retired',
  record_cells: 'submission_id form record column_key kind text',
  records: 'submission_id form record position',
  reviewed: 'submission_id form at',
  roster_answers: 'submission_id assumption answer about at',
  roster_counts: 'submission_id form cell counted',
  roster_heads: 'roster_of head field',
  roster_moves: 'submission_id roster_id person move',
  roster_people: 'roster_id person person_values',
  rosters: 'id submission_id kind loaded_at keep_until files revision',
  schools: 'id code name type attached_classes system entry_age county town place_type township_centre',
  settings: 'key value',
  state_log: 'id submission_id revision at state version reason operator',
  submissions:
    'id school_id collection_id state revision version edition_version finalised_hash finalised_school',
  target_profiles: 'id definition saved_at',
  to_confirm: 'submission_id form cell',
  unknown_lists: 'submission_id form',
};
