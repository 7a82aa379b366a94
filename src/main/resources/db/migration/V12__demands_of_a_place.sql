-- What was demanded at the same place before: by its address, and by its coordinates.
create index demand_address on demand (place_code, address, received_at);
create index demand_spot on demand (latitude, longitude, received_at);
