FROM node:24-bookworm-slim
WORKDIR /lightwell
COPY package.json package-lock.json ./
COPY packages packages
COPY scripts scripts
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY . .
ENV HOST=0.0.0.0
# A volume that is mounted here takes its owner from it.
RUN install -d -o node -g node /data
USER node
# A room's name as the argument runs that room; none runs all four.
ENTRYPOINT ["node", "services/run.ts"]
