"""Holdfast: a Telegram bot that walks beside people in recovery. docs/map.md shows the rooms."""
