// The map on which a place is pointed at. It and Leaflet come when somebody opens it.

/* global L */

const NEAR = 15;
/** Below, names of communities would lie over each other. */
const NAMES = 13;

function loaded(element) {
  return new Promise((done, failed) => {
    element.addEventListener('load', done);
    element.addEventListener('error', failed);
    document.head.append(element);
  });
}

function leaflet({ style, leaflet: script }) {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = style;
  const code = document.createElement('script');
  code.src = script;
  return Promise.all([loaded(sheet), loaded(code)]);
}

function paragraph(text) {
  const one = document.createElement('p');
  one.className = 'hint';
  one.textContent = text;
  return one;
}

/** Longitude and latitude as the form has them; Leaflet wants them the other way round. */
const point = (position) => position.split(',').map(Number).reverse();

/**
 * Draws the map into a box.
 *
 * @param from addresses of Leaflet and of what the map shows
 * @param form what is chosen already, and what to do with what is chosen
 */
export async function openMap(box, from, form) {
  const [answer] = await Promise.all([fetch(from.facts), leaflet(from)]);
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  const facts = await answer.json();
  const ground = document.createElement('div');
  const centre = document.createElement('button');
  centre.type = 'button';
  centre.className = 'second';
  centre.textContent = '就选十字这一点';
  box.replaceChildren(
    paragraph('点一下地图，或者移动地图，让十字对准发生的地方，再按“就选十字这一点”。用键盘：方向键移动，加号减号缩放，回车选定。'),
    ground,
    ...(facts.attribution ? [paragraph(facts.attribution)] : []),
    centre);
  box.hidden = false;

  const city = L.latLngBounds([facts.south, facts.west], [facts.north, facts.east]);
  const map = L.map(ground, { attributionControl: false, zoomControl: false, maxBounds: city, minZoom: 8, maxZoom: 18 });
  ground.setAttribute('role', 'application');
  ground.setAttribute('aria-label', '地图');
  L.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  facts.tiles.forEach((tiles) => L.tileLayer(tiles, { subdomains: facts.hosts, referrerPolicy: 'origin' }).addTo(map));
  const far = () => ground.classList.toggle('far', map.getZoom() < NAMES);
  map.on('zoomend', far);

  facts.places.forEach((place) => {
    const name = document.createElement('span');
    name.textContent = place.name;
    const icon = L.divIcon({ className: 'map-place', html: name, iconSize: [44, 44] });
    L.marker([place.latitude, place.longitude], { icon, title: place.name, alt: place.name }).addTo(map)
      .on('click', () => form.offer(place.code, place.name));
  });

  const chosen = facts.places.find((place) => place.code === form.place);
  const known = facts.places.map((place) => [place.latitude, place.longitude]);
  if (form.position) {
    map.setView(point(form.position), NEAR + 1);
  } else if (chosen) {
    map.setView([chosen.latitude, chosen.longitude], NEAR);
  } else {
    map.fitBounds(known.length ? L.latLngBounds(known).pad(0.2) : city, { maxZoom: NEAR });
  }
  far();

  const marker = L.marker(map.getCenter(), {
    icon: L.divIcon({ className: 'map-point', iconSize: [26, 26] }),
    interactive: false,
    keyboard: false,
  });
  function mark(position) {
    if (position) {
      marker.setLatLng(point(position)).addTo(map);
    } else {
      marker.remove();
    }
  }
  const pick = ({ lat, lng }) => form.pick(lng, lat);
  map.on('click', (event) => pick(event.latlng));
  centre.addEventListener('click', () => pick(map.getCenter()));
  ground.addEventListener('keydown', (event) => {
    // Within a form Enter would send it; on a community's mark it offers that.
    if (event.key === 'Enter' && event.target === ground) {
      event.preventDefault();
      pick(map.getCenter());
    }
  });
  mark(form.position);
  ground.focus({ preventScroll: true });
  return {
    mark(position) {
      mark(position);
      if (position && !map.getBounds().contains(point(position))) {
        map.setView(point(position), NEAR + 1);
      }
    },
  };
}
