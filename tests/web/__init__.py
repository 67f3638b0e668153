"""Tests of the pharmacist's page."""
