-- The first event of a sequence is found without reading those behind it.
create index dead_letter_in_order on dead_letter (processor, sequence, number);
