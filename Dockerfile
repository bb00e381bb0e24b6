# One image for every process of ours: docker-compose.yml names the command of each.
FROM node:20-bookworm-slim AS assets
WORKDIR /fadaa
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund --ignore-scripts
COPY stack/vendor.sh stack/
COPY services/portal/static services/portal/static
RUN stack/vendor.sh node_modules services/portal/static

FROM python:3.11-slim-bookworm AS office
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 EVENTLET_NO_GREENDNS=yes PIP_NO_CACHE_DIR=1
WORKDIR /fadaa
RUN apt-get update -q && apt-get install -q -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
COPY pyproject.toml ./
RUN pip install --disable-pip-version-check -e .
COPY contracts contracts
COPY chassis chassis
COPY services services
COPY stack stack
COPY --from=assets /fadaa/services/portal/static/vendor services/portal/static/vendor
RUN pybabel -q compile -d services/portal/translations \
    && useradd --system --home-dir /fadaa --shell /usr/sbin/nologin fadaa
USER fadaa

FROM debian:bookworm-slim AS gateway
RUN apt-get update -q && apt-get install -q -y --no-install-recommends kannel kannel-extras gettext-base curl \
    && rm -rf /var/lib/apt/lists/* && install -d -o kannel /var/spool/fadaa
COPY stack/kannel/core.conf stack/kannel/fake.conf stack/kannel/smpp.conf stack/kannel/container.sh /fadaa/
USER kannel
WORKDIR /var/spool/fadaa
ENTRYPOINT ["/fadaa/container.sh"]
